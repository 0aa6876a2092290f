/** A host that keeps what it was told and can ask nobody. */

import type { Host, Message } from '../../src/core/io/host.ts';
import { BtError } from '../../src/errors.ts';

export interface RecordingHost extends Host {
  readonly messages: readonly Message[];
}

export function recordingHost(): RecordingHost {
  const messages: Message[] = [];
  return {
    messages,
    interactive: false,
    notify: (message) => void messages.push(message),
    ask: (question) =>
      Promise.reject(new BtError({ kind: 'refused', code: 'nobody-to-ask', message: question.text })),
    conceal: () => {},
  };
}
