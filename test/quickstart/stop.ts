const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type StopSignal = (typeof signals)[number];

/** Signals to the quickstart go to the step that is running, once each; between steps they end the journey. */
export class Stop {
  /** The first signal that came. */
  received: StopSignal | undefined;
  private forward: ((signal: StopSignal) => void) | undefined;
  private readonly handle = (signal: StopSignal): void => {
    this.received ??= signal;
    this.forward?.(signal);
  };

  constructor() {
    for (const signal of signals) process.on(signal, this.handle);
  }

  /** Hands signals to `forward` for as long as `step` takes. */
  async during<T>(forward: (signal: StopSignal) => void, step: Promise<T>): Promise<T> {
    this.forward = forward;
    try {
      return await step;
    } finally {
      this.forward = undefined;
    }
  }

  release(): void {
    for (const signal of signals) process.off(signal, this.handle);
  }
}
