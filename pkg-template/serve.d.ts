import type { Engine } from './engine.js';

export type { Engine };

export { createLocalEngine } from './engine.js';

/** What a worker talks through: `self`, or a `MessagePort`. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Answers, inside a worker of your own, the calls of `createWorkerEngine` with an engine: the local one, or one with more methods. */
export function serveEngine(port: Port, engine: Promise<Engine>): void;
