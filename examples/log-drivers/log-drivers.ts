import { App } from 'aws-cdk-lib';
import { LogDriversStack } from './log-drivers-stack';

const app = new App();
new LogDriversStack(app, 'LogDrivers');
app.synth();
