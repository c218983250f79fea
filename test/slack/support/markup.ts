/** The control sequences that the bot itself writes in the samples. (Slack: "Formatting text for app surfaces".) */
const ours = [
  /<@(?:U024BE7LH|W012A3CDE)>/g,
  /<#C0INC7>/g,
  /<!subteam\^SO{40}>/g,
  /<!date\^\d+\^\{date_short_pretty\} at \{time\}\|[^<>|]+>/g,
  /<https:\/\/www\.finstatus\.com\|www\.finstatus\.com>/g,
  /<https:\/\/acme\.slack\.com\/archives\/C0INC7\/p\d+\|message>/g,
  /<https:\/\/acme\.slack\.com\/files\/U024BE7LH\/F1\/postmortem-inc-7\.md\|(?:postmortem-INC-7\.md|version \d+)>/g,
  /<https:\/\/links\.example\/[^|<>]+\|[^<>]+>/g,
  /<https:\/\/meet\.example\/x+\|Join the call>/g,
] as const;

/**
 * What in a piece of markup Slack would not show as plain characters although the bot did not mean it: a control
 * sequence of somebody else's, half of one, half an entity. Empty when all is well.
 */
export function strayMarkup(markup: string): string[] {
  const rest = ours.reduce((left, known) => left.replace(known, ''), markup);
  return rest.match(/.{0,20}(?:[<>]|&(?!(?:amp|lt|gt);)).{0,20}/gs) ?? [];
}
