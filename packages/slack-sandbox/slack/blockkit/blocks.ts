import { element, elementKinds, type Surface } from './elements.ts';
import { altText, anyText, id, imageSource, plainTextObject, textKinds, url } from './objects.ts';
import { richText } from './rich-text.ts';
import { boolean, failure, hasFields, number, oneOf, type Rule, string } from './rules.ts';
import { allOf, byType, type Check, checked, either, list, object, typed } from './shapes.ts';
import { uniqueIds } from './unique-ids.ts';

type Rules = Readonly<Record<string, Rule>>;

const block = (required: Rules, optional: Rules = {}) => typed(required, { ...optional, block_id: id });

const textOrFields: Check = (section, at) => {
  if (section.text !== undefined || section.fields !== undefined) return [];
  return [failure('must define either `text` or `fields`', at)];
};

/** Slack: "If dispatch_action is set to true and a file_input is provided, an unsupported type error will be raised." */
const noFileOnDispatch: Check = (input, at) => {
  const held = hasFields(input.element) ? input.element.type : undefined;
  const refused = input.dispatch_action === true && held === 'file_input';
  return refused ? [failure('unsupported type: file_input', `${at}/element/type`)] : [];
};

const cell = byType({
  raw_text: typed({ text: string({ min: 1 }) }),
  raw_number: typed({ value: number, text: string({ min: 1 }) }),
  rich_text: richText,
});
const columnSetting = object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean });

const header = block({ text: plainTextObject(150) });
const divider = block({});
const image = checked(
  block({ alt_text: altText }, { ...imageSource, title: plainTextObject(2000) }),
  either('image_url', 'slack_file'),
);
const video = block(
  {
    video_url: url(3000, 'https'),
    thumbnail_url: url(3000, 'http', 'https'),
    alt_text: altText,
    title: plainTextObject(199),
  },
  {
    title_url: url(2000, 'https'),
    author_name: string({ max: 49 }),
    provider_name: string({ max: 50 }),
    provider_icon_url: url(2000, 'http', 'https'),
    description: plainTextObject(200),
  },
);
const markdown = block({ text: string({ min: 1, max: 12_000 }) });
const file = block({ source: oneOf('remote'), external_id: string({ min: 1 }) });
const table = block(
  { rows: list(list(cell, { min: 1, max: 20 }), { min: 1, max: 100 }) },
  { column_settings: list((value, at) => (value === null ? [] : columnSetting(value, at)), { max: 20 }) },
);

const section = (surface: Surface) => {
  return checked(
    block(
      {},
      {
        text: allOf(anyText(3000)),
        fields: list(anyText(2000), { min: 1, max: 10 }),
        accessory: element('section', surface),
        expand: boolean,
      },
    ),
    textOrFields,
  );
};
const context = (surface: Surface) => {
  const item = byType({ ...textKinds(), ...elementKinds('context', surface) });
  return block({ elements: list(item, { min: 1, max: 10 }) });
};
const input = (surface: Surface) => {
  return checked(
    block(
      { label: plainTextObject(2000), element: element('input', surface) },
      { hint: plainTextObject(2000), optional: boolean, dispatch_action: boolean },
    ),
    noFileOnDispatch,
  );
};

/** Slack: docs.slack.dev/reference/block-kit/blocks, each block's "Surfaces". */
function blockKinds(surface: Surface): Rules {
  const everywhere = {
    section: section(surface),
    context: context(surface),
    input: input(surface),
    actions: block({ elements: list(element('actions', surface), { min: 1, max: 25 }) }),
    header,
    divider,
    image,
    video,
    rich_text: richText,
  };
  if (surface === 'modal') return everywhere;
  if (surface === 'home') return { ...everywhere, table };
  const contextActions = block({ elements: list(element('context_actions', surface), { min: 1, max: 5 }) });
  return { ...everywhere, table, markdown, file, context_actions: contextActions };
}

/**
 * The list of blocks of a message (at most 50) or a view (1 to 100). The block types are the thirteen that the emulator
 * knows; newer ones (alert, card, plan, and so on) are an unsupported type here.
 */
export function blocks(surface: Surface): Rule {
  const shape = list(byType(blockKinds(surface)), surface === 'message' ? { max: 50 } : { min: 1, max: 100 });
  return (value, at) => {
    const faults = shape(value, at);
    return faults.length > 0 ? faults : uniqueIds(value, at);
  };
}

/** The types of all blocks, on any surface. */
export function blockTypes(): string[] {
  const surfaces: readonly Surface[] = ['message', 'modal', 'home'];
  return [...new Set(surfaces.flatMap((surface) => Object.keys(blockKinds(surface))))];
}
