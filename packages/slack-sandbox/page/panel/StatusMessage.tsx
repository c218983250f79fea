import type { Remark } from './use-action.ts';

/** The message about the last act. The region is always there, so that a screen reader announces what is added. */
export function StatusMessage({ remark }: { readonly remark: Remark | null }) {
  return (
    <p className={`said ${remark?.kind ?? ''}`} role={remark?.kind === 'refused' ? 'alert' : 'status'}>
      {remark?.text}
    </p>
  );
}
