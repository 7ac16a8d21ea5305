# %% dZ1_with_sigmoid
def dZ1_with_sigmoid(W2, dZ2, A1):
    slope = A1 * (1 - A1)
    return W2.T @ dZ2 * slope


# %% my_backward
def my_backward(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache.A2 - Y
    dW2 = dZ2 @ cache.A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = parameters.W2.T @ dZ2 * (1 - cache.A1**2)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return dZ2, dW2, db2, dZ1, dW1, db1
