import type { ReactNode } from 'react';
import type { JsonObject } from '../../slack/json.ts';
import { useAsk } from '../parts/Confirm.tsx';
import { isObject, labelOf, stringOf } from '../read.ts';
import { safeLink } from '../text/safe-link.ts';
import { spotOf, useSurface } from './surface.ts';

type Props = { readonly block: JsonObject; readonly element: JsonObject };

/** An app's button: asks for confirmation if it should, is busy while the app is told, and opens its address if any. */
export function PressButton({ block, element }: Props): ReactNode {
  const surface = useSurface();
  const ask = useAsk();
  const spot = spotOf(block, element);
  const pending = surface.pending(spot);
  const link = safeLink(stringOf(element.url));
  const style = element.style === 'primary' || element.style === 'danger' ? element.style : '';
  const press = async () => {
    if (pending || !(await ask(isObject(element.confirm) ? element.confirm : null))) return;
    if (link !== null) window.open(link, '_blank', 'noopener');
    await surface.press(spot, null);
  };
  return (
    <button
      type="button"
      className={`button ${style}`}
      aria-label={stringOf(element.accessibility_label) || undefined}
      aria-busy={pending}
      aria-disabled={pending}
      onClick={() => void press()}
    >
      {labelOf(element.text)}
    </button>
  );
}
