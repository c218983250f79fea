import { type ReactNode, useId } from 'react';
import type { JsonObject } from '../../slack/json.ts';
import { isObject, labelOf, stringOf } from '../read.ts';
import { Control } from './controls/Control.tsx';
import type { PostedEntry } from './entry.ts';
import { spotOf, useSurface } from './surface.ts';

const groups = ['checkboxes', 'radio_buttons'];

/** A field with its label, its hint, and below it the app's error. */
export function InputBlock({ block }: { readonly block: JsonObject }): ReactNode {
  const surface = useSurface();
  const id = useId();
  const element = isObject(block.element) ? block.element : {};
  const spot = spotOf(block, element);
  const hint = labelOf(block.hint);
  const error = surface.error(spot.blockId);
  const described = [error !== null && `${id}-error`, hint !== '' && `${id}-hint`].filter(
    (one) => one !== false,
  );
  const onEntry = (entry: PostedEntry) => {
    if (block.dispatch_action === true) void surface.press(spot, entry);
    else surface.enter(spot, entry);
  };
  const label = (
    <>
      {labelOf(block.label)}
      {block.optional === true && <span className="quiet"> (optional)</span>}
    </>
  );
  return (
    <div className={error === null ? 'input-block' : 'input-block wrong'}>
      {groups.includes(stringOf(element.type)) ? (
        <span id={`${id}-label`} className="label">
          {label}
        </span>
      ) : (
        <label htmlFor={id} className="label">
          {label}
        </label>
      )}
      <Control
        element={element}
        entry={surface.entry(spot, element)}
        onEntry={onEntry}
        onSuggest={(typed) => surface.suggest(spot, typed)}
        id={id}
        label={null}
        describedBy={described.length > 0 ? described.join(' ') : undefined}
        invalid={error !== null}
        required={block.optional !== true}
        pending={surface.pending(spot)}
      />
      {error !== null && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {hint !== '' && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
