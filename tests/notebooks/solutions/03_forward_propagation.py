# %% output_layer
def output_layer(W2, b2, A1):
    Z2 = W2 @ A1 + b2
    A2 = 1 / (1 + np.exp(-Z2))
    return Z2, A2


# %% my_forward
def my_forward(parameters, X):
    W1, b1, W2, b2 = parameters
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = 1 / (1 + np.exp(-Z2))
    return Z1, A1, Z2, A2


# %% my_sigmoid_derivative
def my_sigmoid_derivative(Z):
    a = 1 / (1 + np.exp(-Z))
    return a * (1 - a)


# %% my_w
my_w = np.array([[4.0, 0.0]])
my_b = np.array([[-2.0]])
