import type { Edit } from '../config/edit.ts';

/** Options of every action that drives terraform; a front end fills them from its flags. */
export interface DriveOptions {
  /** The configuration file, relative to the working folder. */
  readonly config?: string | undefined;
  /** Changes of the configuration that hold for this run as if they were written in its file, which stays as it is. */
  readonly edits?: readonly Edit[] | undefined;
  readonly outDir?: string | undefined;
  /** Override files of the command line, relative to the working folder. */
  readonly overrides?: readonly string[] | undefined;
  /** Refuses to write or change the lock file. */
  readonly frozen?: boolean | undefined;
  /** The terraform binary; default `BT_DATAPLANE_TERRAFORM`, then the PATH. */
  readonly terraform?: string | undefined;
  /** A filesystem mirror of providers; default `BT_DATAPLANE_PROVIDER_MIRROR`. */
  readonly providerMirror?: string | undefined;
  /** How long to wait for a state lock, such as `2m`; the default is two minutes. */
  readonly lockTimeout?: string | undefined;
  /** How long applying one stack may take, such as `2h`; the default is to wait for its end. */
  readonly applyTimeout?: string | undefined;
  /** How long terraform may take to end once it was told to at once, such as `30s`, the default. */
  readonly stopGrace?: string | undefined;
}

export interface GuardOptions {
  /** Addresses that may be replaced although they hold data. */
  readonly allowReplace?: readonly string[] | undefined;
  /** Addresses that may be destroyed although they hold data. */
  readonly allowDestroy?: readonly string[] | undefined;
  /** One-way switches of the data plane that may be turned, such as `wal-footer-version`. */
  readonly acceptOneWay?: readonly string[] | undefined;
  /**
   * One apply of an upgrade: its gates are asked before, and the allowances are for all of its applies, so that one may leave
   * some unused. Default: - gates are asked, and each allowance that is unused gets a warning.
   */
  readonly partOfUpgrade?: boolean | undefined;
}

export interface ConsentOptions {
  /** Agrees to what was planned; never covers the loss of data. */
  readonly yes?: boolean | undefined;
}
