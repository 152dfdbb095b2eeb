export * from './capacity';
export * from './cluster';
export * from './known';
export * from './placement-model';
export * from './service';
export * from './subject';
export * from './task-definition';
