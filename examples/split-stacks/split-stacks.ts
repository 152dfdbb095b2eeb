import { App } from 'aws-cdk-lib';
import { ClusterStack, NetworkStack, ServiceStack } from './stacks';

const app = new App();
const network = new NetworkStack(app, 'Network');
const platform = new ClusterStack(app, 'Platform', network);
new ServiceStack(app, 'Storefront', platform);
app.synth();
