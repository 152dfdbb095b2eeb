export * as preflight from './preflight';
export * from './query/attribute';
export * from './query/cluster-query';
