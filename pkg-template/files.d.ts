import type { Diagnostic } from './contract.js';

/** Bytes of one file. */
export type FileInput = Uint8Array | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** One file or several; each plain, `.gz` or `.zip`, which is seen from its first bytes. Every entry of a zip counts as a file. */
export type Input = FileInput | readonly FileInput[];

/** Stands between the last chunk of one file and the first of the next. */
export const endOfFile: unique symbol;

export interface ChunkOptions {
  signal?: AbortSignal;
  /** Told the size of each piece of the input as it is taken, before it is unpacked. */
  onBytes?: (size: number) => void;
  /** Chunks are lent: each is good until the next is asked for, which spares the memory of new ones. */
  lend?: boolean;
  /** Bytes that archives of the input may unpack to. Default 16 GiB, and 250 times their size. */
  maxUnpacked?: number;
  /** Told the name of each entry of a zip before its bytes come, and null before any other file. */
  onEntry?: (name: string | null) => void;
  /** Told the name of each entry of a zip that stands beside the data and is not read: a readme, a manifest. */
  onLeftOut?: (name: string) => void;
}

/** The unpacked bytes of the input in order, with `endOfFile` after each file. */
export function plainChunks(input: Input, options?: ChunkOptions): AsyncGenerator<Uint8Array | typeof endOfFile, void, void>;

/** The unpacked bytes of the input in one piece: for small files. */
export function plainBytes(input: Input, options?: ChunkOptions): Promise<Uint8Array<ArrayBuffer>>;

/** The diagnostic of an entry that `onLeftOut` told of. */
export function leftOutNote(name: string): Diagnostic;

/** Size of the input in bytes as it comes; null where it does not say. */
export function sizeOf(input: Input): number | null;

/**
 * What a JSON file says. Throws an `AzplanError` (`input.invalid`, with the place) for a name that an object has twice, because
 * nobody knows which value holds, and for values nested deeper than 64; a `SyntaxError` where it is no JSON.
 */
export function jsonOf(text: string): unknown;
