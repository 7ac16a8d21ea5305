# %% held_out_accuracy
def held_out_accuracy(some, rest, hidden_units):
    X_some = standardize(some.X)
    X_rest = standardize(rest.X, some.X)
    run = train(X_some, some.Y, hidden_units=hidden_units, learning_rate=1.0, iterations=500)
    return accuracy(run.parameters, X_rest, rest.Y)


# %% mean_accuracy
def mean_accuracy(hidden_units):
    return np.mean(
        [
            train_and_test(*parts, hidden_units=hidden_units, learning_rate=1.0, iterations=500).test_accuracy
            for parts in splits
        ]
    )


# %% my_descent
def my_descent(W1, b1, W2, b2, X, Y, learning_rate, iterations):
    m = X.shape[1]
    for _ in range(iterations):
        A1 = np.tanh(W1 @ X + b1)
        A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
        dZ2 = A2 - Y
        dZ1 = W2.T @ dZ2 * (1 - A1**2)
        W2 = W2 - learning_rate / m * dZ2 @ A1.T
        b2 = b2 - learning_rate / m * dZ2.sum(axis=1, keepdims=True)
        W1 = W1 - learning_rate / m * dZ1 @ X.T
        b1 = b1 - learning_rate / m * dZ1.sum(axis=1, keepdims=True)
    return W1, b1, W2, b2
