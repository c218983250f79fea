import type { Remark } from './use-action.ts';

/** What was said of the last act. The region is always there, so that a screen reader hears what comes into it. */
export function StatusMessage({ remark }: { readonly remark: Remark | null }) {
  return (
    <p className={`said ${remark?.kind ?? ''}`} role={remark?.kind === 'refused' ? 'alert' : 'status'}>
      {remark?.text}
    </p>
  );
}
