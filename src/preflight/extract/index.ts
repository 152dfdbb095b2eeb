export * from './model-to-json';
export * from './read-input';
