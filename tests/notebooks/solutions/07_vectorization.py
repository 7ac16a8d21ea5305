# %% half_backward
def half_backward(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache.A2 - Y
    dW2 = dZ2 @ cache.A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = parameters.W2.T @ dZ2 * tanh_derivative(cache.Z1)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return dZ2, dW2, db2, dZ1, dW1, db1


# %% dW1_of
def dW1_of(dZ1, X):
    return dZ1 @ X.T / X.shape[1]


# %% gradients_in_rows
def gradients_in_rows(dZ1_rows, X_rows):
    m = X_rows.shape[0]
    return X_rows.T @ dZ1_rows / m, np.sum(dZ1_rows, axis=0, keepdims=True) / m
