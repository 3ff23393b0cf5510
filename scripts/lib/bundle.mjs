import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** What may be started, beside its helpers under `src`. */
const ENTRIES = ['src/main.js', 'src/cli/demo.js'];

/**
 * Makes few files out of the many that the compiler wrote to `out`, in `program` beside them: reading hundreds of
 * modules one by one was a fifth of the time until the server is ready. The packages stay as they are installed:
 * two copies of one of them would not know each other's classes. What is imported on demand stays a file of its own.
 */
export async function bundle(out) {
  const { build } = await import('esbuild');
  const program = join(root, out, 'program');
  rmSync(program, { recursive: true, force: true });
  await build({
    absWorkingDir: join(root, out),
    entryPoints: ENTRIES,
    outbase: 'src',
    outdir: program,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // Migrations, log lines and Nest's words about a missing part use the names of classes.
    keepNames: true,
    logLevel: 'warning',
    // The plugin of @nestjs/swagger writes down again what a decorator says already.
    logOverride: { 'duplicate-object-key': 'silent' },
  });
}
