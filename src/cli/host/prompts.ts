/** Questions on a terminal. Loaded only when one is asked. */
import type { Question } from '../../core/io/host.ts';
import { usageErrors } from '../errors.ts';

export interface Keyboard {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Takes the question back. */
  readonly signal?: AbortSignal | undefined;
}

export async function promptOnTerminal(
  question: Question,
  { signal, ...streams }: Keyboard,
): Promise<string> {
  const { input, select } = await import('@inquirer/prompts');
  // Inquirer waits for ever for a terminal that was closed.
  const closed = new AbortController();
  const close = () => closed.abort();
  streams.input.once('end', close);
  const keyboard = {
    ...streams,
    signal: signal === undefined ? closed.signal : AbortSignal.any([signal, closed.signal]),
  };
  try {
    if (question.kind === 'choice') {
      const choices = question.choices.map(({ value, label }) => ({ value, name: label }));
      const initial = question.initial === undefined ? {} : { default: question.initial };
      return await select({ message: question.text, choices, ...initial }, keyboard);
    }
    if (question.kind === 'confirm') {
      return await input({ message: question.text }, keyboard);
    }
    const initial = question.initial === undefined ? {} : { default: question.initial };
    const validate = (answer: string) => question.check?.(answer) ?? true;
    return await input({ message: question.text, validate, ...initial }, keyboard);
  } catch (error) {
    // https://github.com/SBoudrias/Inquirer.js#handling-ctrlc-gracefully
    if (error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name))
      throw usageErrors.promptClosed();
    throw error;
  } finally {
    streams.input.removeListener('end', close);
  }
}
