/** What the work comes to, or null after `ms` of real time; the work goes on, and its later failure is nobody's. */
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
