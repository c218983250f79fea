import { fillArchive } from '../../../../src/store/archive/open-archive.ts';
import { importFrom } from '../../../../src/terminal/export/import.ts';

const [, , url = '', file = ''] = process.argv;

// Everything is written, nothing is committed: it says so, and stays there until it's killed.
await importFrom(file, (work) =>
  fillArchive(url, (into) =>
    work({
      ...into,
      async highest() {
        process.stdout.write('everything is written');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      },
    }),
  ),
);
