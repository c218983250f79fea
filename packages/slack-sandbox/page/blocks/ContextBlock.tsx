import type { ReactNode } from 'react';
import type { JsonObject } from '../../slack/json.ts';
import { objectsOf, stringOf } from '../read.ts';
import { TextObject } from '../text/Mrkdwn.tsx';
import { Picture } from './Picture.tsx';

/** Small print: texts and small pictures on a line. */
export function ContextBlock({ block }: { readonly block: JsonObject }): ReactNode {
  return (
    <div className="context">
      {objectsOf(block.elements).map((element) =>
        element.type === 'image' ? (
          <Picture key={stringOf(element.alt_text)} image={element} />
        ) : (
          <TextObject key={stringOf(element.text)} value={element} />
        ),
      )}
    </div>
  );
}
