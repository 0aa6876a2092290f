/** A construct was put together wrongly. Always a defect of ours: the user's values were judged before synthesis. */
export class ConstructError extends Error {
  readonly path: string;

  constructor(path: string, problem: string) {
    super(`${path} ${problem}`);
    this.name = 'ConstructError';
    this.path = path;
  }
}
