/** The worker's script: start it with `createWorkerEngine`, it exports nothing. */
export {};
