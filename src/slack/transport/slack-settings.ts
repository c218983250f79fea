/** How to reach Slack. An app token turns Socket Mode on; then no signing secret is needed. */
export type SlackSettings = {
  readonly botToken: string;
  readonly apiUrl: string;
  readonly port: number;
  /** The address to listen on; null for all of the machine's addresses. */
  readonly host: string | null;
  /** IDs of the user groups whose members are responders; empty if everyone is. */
  readonly responders: readonly string[];
  /** IDs of the user groups that are on call for some severity. */
  readonly oncall: readonly string[];
  /** If true, the channel's canvas mirrors the postmortem. */
  readonly postmortemCanvas: boolean;
} & (
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string }
);
