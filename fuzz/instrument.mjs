#!/usr/bin/env node
/**
 * Stands in for the compiler: only the core gets what libFuzzer needs to see where the code goes. Coverage of the libraries and
 * of the targets themselves would cost as much time again, and lead it astray. The flags work with a stable compiler.
 */
import { spawnSync } from 'node:child_process'

const coverage = [
  '-Ccodegen-units=1', '-Cpasses=sancov-module', '-Cllvm-args=-sanitizer-coverage-level=3',
  '-Cllvm-args=-sanitizer-coverage-inline-8bit-counters', '-Cllvm-args=-sanitizer-coverage-pc-table',
]
const [compiler, ...args] = process.argv.slice(2)
const isCore = args[args.indexOf('--crate-name') + 1] === 'azplan'
// The compiler can't have cargo's job server through this program.
const env = { ...process.env, CARGO_MAKEFLAGS: undefined, MAKEFLAGS: undefined }
const { status } = spawnSync(compiler, isCore ? [...args, ...coverage] : args, { stdio: 'inherit', env })
process.exit(status ?? 1)
