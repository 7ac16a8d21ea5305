# %% both_standardized
def both_standardized(raw_train, raw_test):
    mean = np.mean(raw_train, axis=1, keepdims=True)
    deviation = np.std(raw_train, axis=1, keepdims=True)
    X_train = (raw_train - mean) / deviation
    X_test = (raw_test - mean) / deviation
    return X_train, X_test


# %% my_accuracy
def my_accuracy(A2, Y):
    return np.mean((A2 >= 0.5) == Y)


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
