import { id, linkUrl } from './objects.ts';
import { boolean, integer, oneOf, type Rule, string } from './rules.ts';
import { byType, list, object, typed } from './shapes.ts';

const name = string({ min: 1 });
const style = object(
  {},
  {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    code: boolean,
    underline: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
);

const text = typed({ text: name }, { style });
const link = typed({ url: linkUrl }, { text: string(), unsafe: boolean, style });
const inline = byType({
  text,
  link,
  broadcast: typed({ range: oneOf('here', 'channel', 'everyone') }, { style }),
  channel: typed({ channel_id: name }, { style }),
  color: typed({ value: name }, { style }),
  date: typed({ timestamp: integer(0), format: name }, { url: linkUrl, fallback: name, style }),
  emoji: typed({ name }, { unicode: name, url: linkUrl, skin_tone: integer(1, 6), style }),
  team: typed({ team_id: name }, { style }),
  user: typed({ user_id: name }, { style }),
  usergroup: typed({ usergroup_id: name }, { style }),
});

const border = integer(0, 1);
const section = typed({ elements: list(inline) });
const parts = byType({
  rich_text_section: section,
  rich_text_list: typed(
    { elements: list(byType({ rich_text_section: section })), style: oneOf('bullet', 'ordered') },
    { indent: integer(0, 8), offset: integer(0), border },
  ),
  rich_text_quote: typed({ elements: list(inline) }, { border }),
  rich_text_preformatted: typed({ elements: list(byType({ text, link })) }, { border, language: name }),
});

/**
 * The block `rich_text`, also a table's cell and a field's initial content. Only what apps send: the elements that
 * Slack adds to people's messages (citations, work objects, and the like) are refused.
 */
export const richText: Rule = typed({ elements: list(parts) }, { block_id: id });
