export * from './finding';
export * from './result';
