import { App } from 'aws-cdk-lib';
import { ManagedInstancesStack } from './managed-instances-stack';

const app = new App();
new ManagedInstancesStack(app, 'ManagedInstances');
app.synth();
