/** Emoji that people use in an incident, by Slack's names. */
const names: Readonly<Record<string, string>> = {
  '👍': '+1',
  '👎': '-1',
  '🔥': 'fire',
  '🎉': 'tada',
  '👀': 'eyes',
  '⚠️': 'warning',
  '🚨': 'rotating_light',
  '✅': 'white_check_mark',
  '❌': 'x',
  '☑': 'ballot_box_with_check',
};

/** A text with its emoji by name, as Slack's exports of a canvas have them: `:fire:`. */
export const withEmojiNames = (text: string): string =>
  text.replaceAll(new RegExp(Object.keys(names).join('|'), 'gu'), (sign) => `:${names[sign]}:`);
