"use strict";

/*
 * Runs in a fresh process: loads a bundle, reaches one of its actions, if it has it, and prints the milliseconds of
 * processor time that both took. The arguments are the bundle and the action's key.
 */

const [, , file, action] = process.argv;
const before = process.cpuUsage();
const { actions } = require(file).default;
const isReached = action === undefined || typeof actions[action].perform === "function";
const { user, system } = process.cpuUsage(before);
if (!isReached) throw new Error(`${action} has no perform.`);
process.stdout.write(String((user + system) / 1000));
