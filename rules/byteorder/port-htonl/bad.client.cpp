#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

class Client {
  public:
    void prepare()
    {
        address_.sin_port = static_cast<in_port_t>(htonl(8080)); // want "has 16 bits"
    }

    int open(int s) const
    {
        return connect(s, reinterpret_cast<const sockaddr *>(&address_), sizeof address_);
    }

  private:
    sockaddr_in address_{};
};
