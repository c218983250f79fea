import type { ReactNode } from 'react';
import type { JsonObject } from '../../slack/json.ts';
import { isObject, objectsOf, stringOf } from '../read.ts';
import { TextObject } from '../text/Mrkdwn.tsx';
import { Interactive } from './Interactive.tsx';
import { Picture } from './Picture.tsx';

/** Text, fields in two columns, and an element or a picture beside them. */
export function Section({ block }: { readonly block: JsonObject }): ReactNode {
  const { accessory } = block;
  return (
    <div className="section">
      <div className="section-text">
        <TextObject value={block.text} />
        <Fields fields={objectsOf(block.fields)} />
      </div>
      {isObject(accessory) && (
        <div className="accessory">
          {accessory.type === 'image' ? (
            <Picture image={accessory} />
          ) : (
            <Interactive block={block} element={accessory} />
          )}
        </div>
      )}
    </div>
  );
}

function Fields({ fields }: { readonly fields: readonly JsonObject[] }): ReactNode {
  if (fields.length === 0) return null;
  return (
    <div className="fields">
      {fields.map((field) => (
        <TextObject key={stringOf(field.text)} value={field} />
      ))}
    </div>
  );
}
