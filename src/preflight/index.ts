export * from './cure';
export * from './custom-instance-type';
export * from './finding';
export * from './preflight';
export * from './report-facade';
export * from './scenario-choice';
export * from './severity';
export * from './validation/preflight-plugin';
