import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** One import: the file that names it, and the file (from the root) or the package that is named. */
export type Import = { readonly from: string; readonly to: string };

/** What every TypeScript file of a folder imports: files as paths from the root, packages by name. */
export function importsIn(folder: string): Import[] {
  return codeIn(folder).flatMap((file) => importsOf(join(folder, file)));
}

/** Every TypeScript file of a folder, by its path in it, without what is built or installed there. */
export function codeIn(folder: string): string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.tsx?$/.test(file) && !/(?:^|\/)(?:dist|node_modules)\//.test(file));
}

function importsOf(file: string): Import[] {
  const code = readFileSync(join(root, file), 'utf8');
  const found = code.matchAll(
    /^(?:import|export)\b[^;'"]*?\bfrom\s*'([^']+)'|\bimport\(\s*'([^']+)'|^import\s*'([^']+)'/gm,
  );
  return [...found].map((match) => {
    const to = match[1] ?? match[2] ?? match[3] ?? '';
    return { from: file, to: to.startsWith('.') ? relative(root, resolve(root, dirname(file), to)) : to };
  });
}

/** Whether an import names a package or a module of Node, and no file of ours. */
export const isPackage = (to: string): boolean => !/\.\w+$/.test(to) || !existsSync(join(root, to));
/** An import as a failing test shows it. */
export const arrow = ({ from, to }: Import): string => `${from} imports ${to}`;
