import { App } from 'aws-cdk-lib';
import { ServiceConnectStack } from './service-connect-stack';

const app = new App();
new ServiceConnectStack(app, 'ServiceConnect');
app.synth();
