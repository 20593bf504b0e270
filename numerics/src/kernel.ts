import { readFileSync } from 'node:fs';

/** What every kernel gives beside its own functions, which its user names in an interface that extends this one. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
}

/**
 * Starts the WebAssembly kernel that stands in `kernels/` under this name, compiled from the AssemblyScript of the
 * same name. Its functions take addresses in its memory, of which the first 1,024 bytes are never used.
 */
export function startKernel(name: string): Kernel {
  const bytes = readFileSync(new URL(`../kernels/${name}.wasm`, import.meta.url));
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Kernel;
}

/** Where arrays of a kernel begin. */
export const KERNEL_START = 1024;

/** Makes the memory of a kernel at least `bytes` long. Views made before no longer hold when it grows. */
export function holdAtLeast({ memory }: Kernel, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
}
