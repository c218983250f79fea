/**
 * Returns the result of the work, or null after `ms` of real time; the work goes on, and a later failure of it is
 * ignored.
 */
export async function orNullAfter<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((end) => {
    timer = setTimeout(() => end(null), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
