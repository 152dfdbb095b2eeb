import { App } from 'aws-cdk-lib';
import { ProtectedStack } from './protected-stack';

const app = new App();
new ProtectedStack(app, 'Protected');
app.synth();
