/** What the panel for time can do besides Discord itself. The program brings it; without it the panel is not there. */

/** A real release that can be let appear. */
export interface RecordedRelease {
  id: string;
  title: string;
  lab: string;
  day?: string;
  isOut: boolean;
}

/** A release that somebody makes up. */
export interface MadeUpRelease {
  lab: string;
  name: string;
  kind: "weights" | "api";
  /** In billions. */
  parameters?: number;
  licence?: string;
  /** In tokens. */
  context?: number;
}

/** A line of the bot's log. */
export interface LogLine {
  /** Milliseconds since 1970. */
  at: number;
  level: "info" | "warn" | "error";
  text: string;
}

export interface Controls {
  releases(): readonly RecordedRelease[];
  labs(): readonly { id: string; name: string }[];
  /** Lets a recorded release appear, waits out its hold, and posts it. Says what was found. */
  appear(id: string): Promise<string>;
  makeUp(release: MadeUpRelease): Promise<string>;
  /** Asks the recorded upstreams once. */
  check(): Promise<string>;
  /** Asks the real ones: the only thing here that leaves this computer. Writes nothing. */
  askReal(): Promise<string>;
  /** Lets time pass, in milliseconds, and does what becomes due meanwhile. */
  pass(ms: number): Promise<void>;
  /** Whether the recorded upstreams answer. */
  upstreamsDown(is: boolean): void;
  areUpstreamsDown(): boolean;
  log(): readonly LogLine[];
}
