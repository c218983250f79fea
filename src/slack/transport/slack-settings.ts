/** How to reach Slack. With an app token Socket Mode is on, and no signing secret is needed. */
export type SlackSettings = {
  readonly botToken: string;
  readonly apiUrl: string;
  readonly port: number;
  /** The address to listen on; null: all of the machine's. */
  readonly host: string | null;
  /** The ids of the user groups whose people are responders; none: everybody is. */
  readonly responders: readonly string[];
  /** The ids of the user groups that are on call for some severity. */
  readonly oncall: readonly string[];
} & (
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string }
);
