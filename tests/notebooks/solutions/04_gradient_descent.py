# %% my_update
def my_update(parameters, gradients, learning_rate):
    W1 = parameters.W1 - learning_rate * gradients.dW1
    b1 = parameters.b1 - learning_rate * gradients.db1
    W2 = parameters.W2 - learning_rate * gradients.dW2
    b2 = parameters.b2 - learning_rate * gradients.db2
    return Parameters(W1, b1, W2, b2)


# %% my_initialize
def my_initialize(n0, n1, n2, rng):
    W1 = rng.standard_normal((n1, n0)) / np.sqrt(n0)
    W2 = rng.standard_normal((n2, n1)) / np.sqrt(n1)
    return W1, np.zeros((n1, 1)), W2, np.zeros((n2, 1))


# %% my_training
def my_training(parameters, X, Y, learning_rate, iterations):
    for _ in range(iterations):
        gradients = backward(parameters, forward(parameters, X), X, Y)
        parameters = my_update(parameters, gradients, learning_rate)
    return parameters
