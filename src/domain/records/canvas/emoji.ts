/** An emoji as a character, or by the name under which Slack shows it: `:fire:`. A time like 10:30:00 has none. */
const emoji =
  /[0-9#*]\ufe0f?\u20e3|\p{RI}{2}|\p{Extended_Pictographic}(?:\ufe0f|\p{EMod}|\u200d\p{Extended_Pictographic})*|:(?!\d+:)[\p{L}\p{N}_+'-]+:|(?<!\d):(?:100|1234):(?!\d)/gu;

/** The box of a task that's done is an emoji to Slack. */
const ticked: ReadonlySet<string> = new Set(['☑', '☑\ufe0f', ':ballot_box_with_check:']);

/** A text with something else instead of each emoji, but for the boxes of tasks. */
export const withoutEmoji = (text: string, instead: string): string =>
  text.replace(emoji, (one) => (ticked.has(one) ? '☑' : instead));
