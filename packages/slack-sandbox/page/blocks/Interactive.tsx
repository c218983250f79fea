import { type ReactNode, useId } from 'react';
import type { JsonObject } from '../../slack/json.ts';
import { useAsk } from '../parts/Confirm.tsx';
import { isObject, labelOf, stringOf } from '../read.ts';
import { Control } from './controls/Control.tsx';
import type { PostedEntry } from './entry.ts';
import { OverflowMenu } from './OverflowMenu.tsx';
import { PressButton } from './PressButton.tsx';
import { spotOf, useSurface } from './surface.ts';

type Props = { readonly block: JsonObject; readonly element: JsonObject };

/** An element that notifies the app at once: in a row of actions or beside a section. */
export function Interactive({ block, element }: Props): ReactNode {
  switch (element.type) {
    case 'button':
    case 'icon_button':
    case 'workflow_button':
      return <PressButton block={block} element={element} />;
    case 'feedback_buttons':
      return <FeedbackButtons block={block} element={element} />;
    case 'overflow':
      return <OverflowMenu block={block} element={element} />;
    default:
      return <LiveControl block={block} element={element} />;
  }
}

function LiveControl({ block, element }: Props): ReactNode {
  const surface = useSurface();
  const ask = useAsk();
  const id = useId();
  const spot = spotOf(block, element);
  const onEntry = async (entry: PostedEntry) => {
    if (await ask(isObject(element.confirm) ? element.confirm : null)) await surface.press(spot, entry);
  };
  return (
    <Control
      element={element}
      entry={surface.entry(spot, element)}
      onEntry={(entry) => void onEntry(entry)}
      onSuggest={(typed) => surface.suggest(spot, typed)}
      id={id}
      label={labelOf(element.placeholder) || kindName(element)}
      describedBy={undefined}
      invalid={false}
      required
      pending={surface.pending(spot)}
    />
  );
}

const kindName = (element: JsonObject): string => stringOf(element.type).replaceAll('_', ' ');

function FeedbackButtons({ block, element }: Props): ReactNode {
  const surface = useSurface();
  const spot = spotOf(block, element);
  const sides = [element.positive_button, element.negative_button].filter((side) => isObject(side));
  return sides.map((side) => (
    <button
      key={stringOf(side.value)}
      type="button"
      className="button"
      aria-busy={surface.pending(spot)}
      aria-label={stringOf(side.accessibility_label) || undefined}
      onClick={() => void surface.press(spot, stringOf(side.value))}
    >
      {labelOf(side.text)}
    </button>
  ));
}
