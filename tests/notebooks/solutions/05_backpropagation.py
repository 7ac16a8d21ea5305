# %% dZ1_with_sigmoid
def dZ1_with_sigmoid(W2, dZ2, A1):
    slope = A1 * (1 - A1)
    return None if slope is None else W2.T @ dZ2 * slope


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


# %% dW2_in_one_line
def dW2_in_one_line(dZ2, A1):
    return dZ2 @ A1.T / A1.shape[1]


# %% half_slopes
def half_slopes(parameters, X, Y, step=1e-5):
    slopes = {}
    for name, array in parameters._asdict().items():
        slopes["d" + name] = np.zeros(array.shape)
        for place in np.ndindex(array.shape):
            up, down = array.copy(), array.copy()
            up[place] += step
            down[place] -= step
            J_up, J_down = (cost(forward(parameters._replace(**{name: p}), X), Y) for p in (up, down))
            rise = J_up - J_down
            run = 2 * step
            slopes["d" + name][place] = rise / run
    return slopes
