import type { ReactNode } from 'react';
import type { JsonObject } from '../../slack/json.ts';
import { isObject, stringOf } from '../read.ts';

type Props = { readonly image: JsonObject; readonly title?: string };

/** A picture in an app's blocks, by address or as a file in the workspace. */
export function Picture({ image, title = '' }: Props): ReactNode {
  const file = isObject(image.slack_file) ? image.slack_file : {};
  const uploaded = stringOf(file.id) === '' ? stringOf(file.url) : `/file/${stringOf(file.id)}`;
  const picture = <img src={stringOf(image.image_url) || uploaded} alt={stringOf(image.alt_text)} />;
  if (title === '') return picture;
  return (
    <figure className="picture">
      <figcaption>{title}</figcaption>
      {picture}
    </figure>
  );
}
