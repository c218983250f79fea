import type { ReactNode } from 'react';
import type { JsonObject } from '../../slack/json.ts';
import { useAsk } from '../parts/Confirm.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Menu } from '../parts/Menu.tsx';
import { isObject, labelOf, objectsOf, stringOf } from '../read.ts';
import { safeLink } from '../text/safe-link.ts';
import { spotOf, useSurface } from './surface.ts';

type Props = { readonly block: JsonObject; readonly element: JsonObject };

/** The app's overflow menu. */
export function OverflowMenu({ block, element }: Props): ReactNode {
  const surface = useSurface();
  const ask = useAsk();
  const spot = spotOf(block, element);
  const choose = async (option: JsonObject) => {
    if (!(await ask(isObject(element.confirm) ? element.confirm : null))) return;
    const link = safeLink(stringOf(option.url));
    if (link !== null) window.open(link, '_blank', 'noopener');
    await surface.press(spot, stringOf(option.value));
  };
  const items = objectsOf(element.options).map((option) => ({
    label: labelOf(option.text),
    about: labelOf(option.description),
    onChoose: () => void choose(option),
  }));
  return (
    <Menu label="More options" items={items} className="button overflow" busy={surface.pending(spot)}>
      <Icon name="more" />
    </Menu>
  );
}
