import { type ReactNode, useRef } from 'react';
import { useWindow } from '../client-window.ts';
import { Icon } from '../parts/Icon.tsx';

/** The maximum size of one file here, bytes. */
const largest = 10_000_000;

/** Shares files from this machine in a channel. */
export function UploadButton({ channel }: { readonly channel: string }): ReactNode {
  const { act, notice } = useWindow();
  const chosen = useRef<HTMLInputElement>(null);
  const share = async (files: readonly File[]) => {
    for (const file of files) {
      if (file.size > largest) notice(`${file.name} was not shared: a file has at most 10 MB here.`);
      else await act({ do: 'upload', channel, name: file.name, content: await base64(file), comment: '' });
    }
    if (chosen.current !== null) chosen.current.value = '';
  };
  return (
    <>
      <input
        ref={chosen}
        type="file"
        multiple
        hidden
        aria-label="Files to share"
        onChange={({ target }) => void share([...(target.files ?? [])])}
      />
      <button
        type="button"
        className="icon-button"
        aria-label="Share a file"
        onClick={() => chosen.current?.click()}
      >
        <Icon name="file" />
      </button>
    </>
  );
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 32_768)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)));
  return btoa(pieces.join(''));
}
