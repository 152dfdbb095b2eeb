export * from './finding';
export * from './result';
export * from './template-edit';
