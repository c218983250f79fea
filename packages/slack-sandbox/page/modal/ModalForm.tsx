import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Act } from '../../server/actions.ts';
import type { ShownView } from '../../server/screen.ts';
import { Blocks } from '../blocks/Blocks.tsx';
import { SurfaceProvider } from '../blocks/surface.ts';
import { useWindow } from '../client-window.ts';
import { labelOf } from '../read.ts';
import { submitted } from './entries.ts';
import { useViewSurface } from './use-view-surface.ts';

type Props = { readonly view: ShownView; readonly onDismiss: () => void };

const fields = 'input, textarea, select';

/** A modal's fields and buttons; without a submit button, the app is still working on it, or it's only to read. */
export function ModalForm({ view, onDismiss }: Props): ReactNode {
  const { quietly } = useWindow();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const send = async (act: Act) => {
    const answer = await quietly(act);
    setProblem(answer.ok ? (answer.note ?? null) : answer.error);
    return answer;
  };
  const surface = useViewSurface(view, 'modal', send);
  useEffect(() => form.current?.querySelector<HTMLElement>(fields)?.focus(), []);
  useEffect(() => {
    const isWrong = Object.keys(view.errors).length > 0;
    if (isWrong) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [view.errors]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    await send({ do: 'submit', viewId: view.id, values: submitted(view.blocks, surface.entry) });
    setBusy(false);
  };
  const { definition } = view;
  return (
    <form ref={form} noValidate aria-busy={busy} onSubmit={(event) => void submit(event)}>
      <div className="dialog-body">
        <SurfaceProvider value={surface}>
          <Blocks blocks={view.blocks} />
        </SurfaceProvider>
      </div>
      {problem !== null && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={onDismiss}>
          {labelOf(definition.close) || 'Close'}
        </button>
        {definition.submit !== undefined && (
          <button type="submit" className="button primary" aria-busy={busy} aria-disabled={busy}>
            {labelOf(definition.submit)}
          </button>
        )}
      </footer>
    </form>
  );
}
