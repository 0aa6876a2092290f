import type { Host, Message } from '../io/host.ts';

/** Speaks for one deployment of many: by name, never asks, and leaves the live status to the fleet. */
export function memberHost(host: Host, name: string): Host {
  return {
    interactive: false,
    conceal: (secret) => host.conceal(secret),
    ask: (question, signal) => host.ask({ ...question, text: `${name}: ${question.text}` }, signal),
    notify(message) {
      const told = toldBy(name, message);
      if (told !== undefined) host.notify(told);
    },
  };
}

function toldBy(name: string, message: Message): Message | undefined {
  if (message.kind === 'progress') return undefined;
  const text = `${name}: ${message.text}`;
  if (message.kind === 'done') return { kind: 'note', code: message.code, level: 'debug', text };
  return { ...message, text };
}
